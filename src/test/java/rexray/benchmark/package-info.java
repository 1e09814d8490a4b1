/** A benchmark that drives a volume plugin's socket and its gateway from outside, as Docker and an administrator would. */
@NullMarked
package rexray.benchmark;

import org.jspecify.annotations.NullMarked;
