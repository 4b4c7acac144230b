/** One log file for everything: System.Logger, java.util.logging, the framework and its services. */
@NullMarked
package dev.isaac.launcher.internal.log;

import org.jspecify.annotations.NullMarked;
