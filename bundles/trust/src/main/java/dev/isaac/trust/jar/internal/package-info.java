/** The parts of a jar's signature. */
@NullMarked
package dev.isaac.trust.jar.internal;

import org.jspecify.annotations.NullMarked;
