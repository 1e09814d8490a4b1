/** What a supporter needs to know of a host, in one archive and without secrets. */
@NullMarked
package rexray.support;

import org.jspecify.annotations.NullMarked;
