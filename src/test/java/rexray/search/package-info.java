/** The search for what nobody thought of: random stories of hosts, an array and their troubles, judged by the nine rules. */
@NullMarked
package rexray.search;

import org.jspecify.annotations.NullMarked;
