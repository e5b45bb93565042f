import houseText from '../content/house.yaml?raw';
import { parseHouse } from './house.ts';

/** What the owner has given of src/content/house.yaml, for pages; `readHouse` is for programs outside the build. */
export const houseFacts = parseHouse(houseText);
