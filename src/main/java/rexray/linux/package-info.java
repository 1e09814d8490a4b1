/** This machine: mounts, block devices, file systems and the commands that work on them. */
@NullMarked
package rexray.linux;

import org.jspecify.annotations.NullMarked;
