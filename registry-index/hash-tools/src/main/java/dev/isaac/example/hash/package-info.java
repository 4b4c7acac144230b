/** Commands that hash and verify. */
@NullMarked
package dev.isaac.example.hash;

import org.jspecify.annotations.NullMarked;
