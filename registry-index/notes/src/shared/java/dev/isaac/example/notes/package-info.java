/** A notebook at the prompt. */
@NullMarked
package dev.isaac.example.notes;

import org.jspecify.annotations.NullMarked;
