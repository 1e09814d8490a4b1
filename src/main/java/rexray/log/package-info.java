/** How the log is written: its forms, its levels, and what of it is left out because it was just said. */
@NullMarked
package rexray.log;

import org.jspecify.annotations.NullMarked;
