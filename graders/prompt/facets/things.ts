import { stemOf } from './stem.ts';

/** Things that take a picture over wherever they stand: who lives, moves, is eaten, driven, lived in (2026-11). */
export const THINGS: ReadonlySet<string> = new Set(
  `man woman girl boy child baby person couple crowd family dancer soldier worker fisherman farmer chef doctor nurse king queen prince princess knight monk astronaut robot angel statuette
  horse dog cat cow sheep goat pig wolf fox bear lion tiger elephant monkey mouse rabbit deer bird eagle owl swan duck chicken fish whale shark dolphin snake dragon unicorn butterfly bee spider insect animal
  car truck lorry bus train tram bicycle motorcycle motorbike boat ship yacht plane aeroplane airplane helicopter rocket tractor taxi van
  house cottage castle palace church cathedral tower skyscraper lighthouse bridge windmill temple factory station stadium shop cafe bar restaurant
  cake bread sandwich burger pizza soup salad apple orange lemon banana strawberry cheese steak egg cookie chocolate coffee tea wine beer
  chair sofa bed lamp desk wardrobe bathtub teapot kettle mug cup plate vase bowl candle guitar piano violin drum trumpet phone telephone laptop computer television watch
  shoe boot hat dress suit coat bag suitcase umbrella necklace crown sword gun knife hammer ball balloon kite doll toy newspaper
  tree rose tulip sunflower palm cactus mushroom poster billboard painting statue sculpture mannequin`
    .split(/\s+/)
    .map(stemOf),
);

/** What a picture is, and words by which one points into it: the main thing may be of them. */
export const PICTURES: ReadonlySet<string> = new Set(
  `photograph photo photography picture image shot still life visual hero render close-up closeup close view frame composition portrait study scene advertisement advert ad campaign cover editorial product
  subject presence detail crop macro shape silhouette pair piece version kind sort type example front presentation shooting series snapshot capture polaroid print`
    .split(/\s+/)
    .map(stemOf),
);
