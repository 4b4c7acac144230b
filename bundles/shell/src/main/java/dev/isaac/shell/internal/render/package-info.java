/** How results, faults and help look: for people and as JSON. Knows no terminal library. */
@NullMarked
package dev.isaac.shell.internal.render;

import org.jspecify.annotations.NullMarked;
