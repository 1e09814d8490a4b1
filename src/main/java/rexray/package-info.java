/** The composition root: wires configuration, driver, host and plugin socket into a running service. */
@NullMarked
package rexray;

import org.jspecify.annotations.NullMarked;
