/** What every page runs: the header's living parts, what goes on with a link, and the photograph that is carried across. */
import { carryAlong } from './carry-along.ts';
import './follow-photograph.ts';
import './header.ts';

carryAlong();
