/** Typed words to the arguments and options of a manifest. */
@NullMarked
package dev.isaac.core.internal.bind;

import org.jspecify.annotations.NullMarked;
