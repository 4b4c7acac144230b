/** The running framework: how it is configured, filled, started and stopped. */
@NullMarked
package dev.isaac.launcher.internal.framework;

import org.jspecify.annotations.NullMarked;
