/** What is fuzzed, one class for each way in, and the seeds that it starts from. */
@NullMarked
package dev.isaac.testing.fuzz;

import org.jspecify.annotations.NullMarked;
