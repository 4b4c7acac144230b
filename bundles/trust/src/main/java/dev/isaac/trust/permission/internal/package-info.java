/** Reads the constants of class files and follows them. */
@NullMarked
package dev.isaac.trust.permission.internal;

import org.jspecify.annotations.NullMarked;
