/** The systemd that started this process: what it is told, and how it sees that the process lives. */
@NullMarked
package rexray.systemd;

import org.jspecify.annotations.NullMarked;
