/** What a session remembers from line to line. */
@NullMarked
package dev.isaac.core.internal.state;

import org.jspecify.annotations.NullMarked;
