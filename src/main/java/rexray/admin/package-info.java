/** What a person, by the command line, can ask of the volumes of this host; directly or of the daemon. */
@NullMarked
package rexray.admin;

import org.jspecify.annotations.NullMarked;
