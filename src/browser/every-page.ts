/** What every page runs: the header's living parts, and the photograph that is carried across. */
import './follow-photograph.ts';
import './header.ts';
