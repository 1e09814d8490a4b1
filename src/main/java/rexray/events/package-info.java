/** The events of this host in a file: who writes them, and who reads them. */
@NullMarked
package rexray.events;

import org.jspecify.annotations.NullMarked;
