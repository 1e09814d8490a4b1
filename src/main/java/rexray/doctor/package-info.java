/** What is wrong with this host, as far as REX-Ray can tell: checks, and the command that shows what they found. */
@NullMarked
package rexray.doctor;

import org.jspecify.annotations.NullMarked;
