/** HTTP and JSON between programs of one host, on Unix sockets. */
@NullMarked
package rexray.http;

import org.jspecify.annotations.NullMarked;
