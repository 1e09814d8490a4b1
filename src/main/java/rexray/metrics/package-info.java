/** What the daemon counts, and the text in which Prometheus reads it. Imports nothing of ours. */
@NullMarked
package rexray.metrics;

import org.jspecify.annotations.NullMarked;
