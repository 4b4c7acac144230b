/** The user's folder: its layout, its rights, and the part of it that belongs to one process. */
@NullMarked
package dev.isaac.launcher.internal.home;

import org.jspecify.annotations.NullMarked;
