/** The Docker volume plugin protocol on a Unix socket. */
@NullMarked
package rexray.docker;

import org.jspecify.annotations.NullMarked;
