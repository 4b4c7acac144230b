/** Commands that read JSON. */
@NullMarked
package dev.isaac.example.json;

import org.jspecify.annotations.NullMarked;
