/** What the commands share. */
@NullMarked
package dev.isaac.authoring.internal;

import org.jspecify.annotations.NullMarked;
