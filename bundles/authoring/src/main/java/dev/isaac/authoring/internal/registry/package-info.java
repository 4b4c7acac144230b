/** Commands of those who run registries. */
@NullMarked
package dev.isaac.authoring.internal.registry;

import org.jspecify.annotations.NullMarked;
