/** The command line. */
@NullMarked
package rexray.cli;

import org.jspecify.annotations.NullMarked;
