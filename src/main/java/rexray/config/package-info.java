/** Configuration files turned into one typed record per service, with every problem told at once. */
@NullMarked
package rexray.config;

import org.jspecify.annotations.NullMarked;
