/** Commands that read Git repositories. */
@NullMarked
package dev.isaac.example.git;

import org.jspecify.annotations.NullMarked;
