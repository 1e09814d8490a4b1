/** What a volume is, what can go wrong with it, the ports to array and host, and the story of a mount. Imports nothing of ours. */
@NullMarked
package rexray.volume;

import org.jspecify.annotations.NullMarked;
