/** Commands for the keys of both. */
@NullMarked
package dev.isaac.authoring.internal.key;

import org.jspecify.annotations.NullMarked;
