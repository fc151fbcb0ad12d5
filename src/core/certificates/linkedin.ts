interface Certificate {
  id: string;
  title: string;
  school: string;
  issuedAt: number;
  expiresAt: number | null;
  url: string;
}

/** The address at which LinkedIn's own form stands filled in; nothing is sent there before its holder does it. */
export function linkedInAddress({ id, title, school, issuedAt, expiresAt, url }: Certificate): string {
  const issued = new Date(issuedAt);
  const expires = expiresAt === null ? null : new Date(expiresAt);
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: school,
    issueYear: String(issued.getUTCFullYear()),
    issueMonth: String(issued.getUTCMonth() + 1),
    ...(expires && {
      expirationYear: String(expires.getUTCFullYear()),
      expirationMonth: String(expires.getUTCMonth() + 1),
    }),
    certUrl: url,
    certId: id,
  });
  return `https://www.linkedin.com/profile/add?${query}`;
}
