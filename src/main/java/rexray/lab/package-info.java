/** ScaleIO emulated on one machine: a gateway and the SDC of each host, over loop devices. */
@NullMarked
package rexray.lab;

import org.jspecify.annotations.NullMarked;
