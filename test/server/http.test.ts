import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readConfig, WrongConfig } from '#server/config.ts';
import { clientAddress } from '#server/http/address.ts';
import { limitLinger, refuseBody } from '#server/http/body.ts';
import { mayChange } from '#server/http/origin.ts';
import { isInternal, pathOf, refuseMethod } from '#server/http/routes.ts';
import { compressed } from '#server/http/static-files.ts';
import { rateLimit } from '#server/rate-limit.ts';

const from = (headers: Record<string, string>, more: Partial<IncomingMessage> = {}) =>
  ({ headers, ...more }) as unknown as IncomingMessage;

describe('who may change something', () => {
  const HOST = 'localhost:4321';
  it.each([
    ['a page that is only read', 'GET', { origin: 'https://elsewhere.example' }, null, true],
    ['our own form', 'POST', { 'sec-fetch-site': 'same-origin', origin: `http://${HOST}` }, null, true],
    ['an address typed in', 'POST', { 'sec-fetch-site': 'none' }, null, true],
    ['our own form on plain HTTP', 'POST', { origin: `http://${HOST}` }, null, true],
    ['a program', 'POST', {}, null, true],
    [
      'another site',
      'POST',
      { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' },
      null,
      false,
    ],
    ['another site, older browser', 'POST', { origin: 'https://elsewhere.example' }, null, false],
    [
      'a sibling site',
      'DELETE',
      { 'sec-fetch-site': 'same-site', origin: 'https://other.school.example' },
      null,
      false,
    ],
    ['a sandboxed page', 'POST', { origin: 'null' }, null, false],
    ['another port', 'POST', { origin: 'http://localhost:9999' }, null, false],
    [
      'our public address behind a proxy',
      'POST',
      { origin: 'https://school.example', 'sec-fetch-site': 'same-origin' },
      'https://school.example',
      true,
    ],
    ['a token', 'POST', { authorization: 'Bearer at_00', origin: 'https://elsewhere.example' }, null, true],
    [
      'another scheme of authorisation',
      'POST',
      { authorization: 'Basic xx', origin: 'https://elsewhere.example' },
      null,
      false,
    ],
  ])('%s', (_, method, headers, publicUrl, allowed) => {
    expect(
      mayChange(from({ host: HOST, ...(headers as Record<string, string>) }, { method }), publicUrl),
    ).toBe(allowed);
  });
});

describe('the address of the client', () => {
  const socket = { remoteAddress: '::ffff:10.0.0.2' };
  it.each([
    [0, '203.0.113.9', '10.0.0.2'],
    [1, '203.0.113.9', '203.0.113.9'],
    [1, '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    [2, '1.2.3.4, 203.0.113.9, 10.1.1.1', '203.0.113.9'],
    [2, '', '10.0.0.2'],
  ])('with %i trusted proxies and “%s”', (proxies, forwarded, address) => {
    expect(
      clientAddress(
        from({ 'x-forwarded-for': forwarded }, { socket } as unknown as IncomingMessage),
        proxies,
      ),
    ).toBe(address);
  });
});

describe('a body before it is read', () => {
  it.each([
    ['/sign-in', { 'content-length': '500' }, null],
    ['/sign-in', { 'content-length': '2000' }, 413],
    ['/sign-in', { 'transfer-encoding': 'chunked' }, 411],
    ['/api/exercises/grey/attempts', { 'transfer-encoding': 'chunked' }, null],
    ['/exercises/seeing/grey', { 'content-length': '20000000' }, null],
    ['/portfolio/own', { 'content-length': '20000000' }, null],
    ['/portfolio/owned', { 'content-length': '20000000' }, 413],
    ['/portfolio', { 'content-length': '20000000' }, 413],
    ['/verify', { 'content-length': '20000000' }, null],
    ['/api/verify', { 'content-length': '20000000' }, null],
    ['/account?x=/exercises/', { 'content-length': '20000000' }, 413],
  ])('%s %j', (url, headers, status) => {
    expect(
      refuseBody(from(headers as Record<string, string>, { method: 'POST', url }), 1000)?.status ?? null,
    ).toBe(status);
  });
});

describe('a request given up in the middle of its body', () => {
  it('may have lost its socket when the answer is finished', () => {
    const socket = Object.assign(new EventEmitter(), { destroyed: false, destroy() {} });
    const request = Object.assign(new EventEmitter(), { complete: false, socket });
    const response = new EventEmitter();
    limitLinger(request as unknown as IncomingMessage, response as unknown as ServerResponse);
    Object.assign(request, { socket: null });
    expect(() => response.emit('finish')).not.toThrow();
    socket.emit('close');
  });
});

describe('a page that breaks in the middle of its way', () => {
  it.each(['gzip', 'identity'])(
    'ends, packed as %s, instead of leaving its reader waiting',
    async (packing) => {
      const pack = compressed();
      const server = createServer((request, response) =>
        pack(request, response, () => {
          response.writeHead(200, { 'content-type': 'text/html' });
          response.write('<p>half a page'.repeat(500));
          // As the framework ends it.
          response.write('Internal server error', () => response.destroy());
        }),
      );
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const ended = fetch(`http://127.0.0.1:${port}`, {
        headers: { 'accept-encoding': packing },
        signal: AbortSignal.timeout(5_000),
      }).then((response) => response.text());
      await expect(ended).rejects.toMatchObject({ name: 'TypeError' });
      await new Promise((resolve) => server.close(resolve));
    },
  );
});

describe('what the framework would answer by itself', () => {
  it.each([
    ['/_image?href=/_astro/a.jpg&w=9000', true],
    ['/_image/', true],
    ['//_image', true],
    ['/%5Fimage', true],
    ['/_server-islands/x', true],
    ['/_actions/x', true],
    ['/_astro/page.css', false],
    ['/exercises/seeing/value-range', false],
  ])('%s: %s', (url, internal) => {
    expect(isInternal(pathOf({ url }) ?? '')).toBe(internal);
  });

  it('a path that cannot be decoded is none', () => {
    expect(pathOf({ url: '/%E0%A4' })).toBeNull();
  });
});

describe('a method', () => {
  it.each([
    ['GET', '/', null],
    ['HEAD', '/progress', null],
    ['POST', '/sign-in', null],
    ['PUT', '/sign-in', 405],
    ['OPTIONS', '/', 405],
    ['TRACE', '/', 405],
    ['TRACE', '/api/health', 405],
    ['DELETE', '/api/health', null],
  ])('%s %s: %s', (method, path, status) => {
    expect(refuseMethod(method, path)?.status ?? null).toBe(status);
  });
});

describe('a rate limit', () => {
  it('counts within a sliding window, by key', () => {
    let clock = 0;
    const limit = rateLimit(2, 1000, () => clock);
    const taken = [limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')];
    clock = 999;
    taken.push(limit.take('a'));
    clock = 1000;
    taken.push(limit.take('a'), limit.open('a'));
    limit.forget('a');
    taken.push(limit.open('a'));
    expect(taken).toEqual([true, true, false, true, false, true, true, true]);
  });

  it('forgets what was taken back, and what lies in the future once the clock was put back', () => {
    let clock = 5000;
    const limit = rateLimit(2, 1000, () => clock);
    const taken = [limit.take('a'), limit.take('a'), limit.open('a')];
    limit.giveBack('a');
    taken.push(limit.take('a'), limit.open('a'));
    clock = 3000;
    taken.push(limit.open('a'));
    expect(taken).toEqual([true, true, false, true, false, true]);
  });
});

describe('the settings', () => {
  it('have good defaults', () => {
    expect(readConfig({})).toMatchObject({
      port: 4321,
      host: '127.0.0.1',
      publicUrl: null,
      trustedProxies: 0,
      quiet: false,
    });
    expect(readConfig({ PORT: '' }).port).toBe(4321);
    expect(readConfig({ ATELIER_PUBLIC_URL: 'https://school.example/' }).publicUrl).toBe(
      'https://school.example',
    );
  });

  it.each([
    ['PORT', 'http', 'PORT must be a whole number'],
    ['PORT', '70000', 'PORT must be at most 65535'],
    ['PORT', '0x10e1', 'PORT must be a whole number'],
    ['PORT', '4e3', 'PORT must be a whole number'],
    ['PORT', ' 4321', 'PORT must be a whole number'],
    ['PORT', '-1', 'PORT must be a whole number'],
    ['ATELIER_QUIET', 'true', 'ATELIER_QUIET must be 0 or 1'],
    [
      'ATELIER_PUBLIC_URL',
      'school.example',
      'ATELIER_PUBLIC_URL must be an address such as https://school.example',
    ],
    ['ATELIER_QUIET', 'yes', 'ATELIER_QUIET must be 0 or 1'],
    ['ATELIER_WORKERS', '1.5', 'ATELIER_WORKERS must be a whole number'],
  ])('say what is wrong with %s=%s', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(new WrongConfig(sentence));
  });
});
