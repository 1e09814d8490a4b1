/** The ScaleIO storage driver: the gateway's REST API and the SDC of this host. */
@NullMarked
package rexray.scaleio;

import org.jspecify.annotations.NullMarked;
