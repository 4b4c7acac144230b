/** From PowerShell and CMD commands to Unix. */
@NullMarked
package dev.isaac.aliases.internal.reverse;

import org.jspecify.annotations.NullMarked;
