/** The tree of a PowerShell line, its only writer, and the translators from Unix commands into it. */
@NullMarked
package dev.isaac.aliases.internal.powershell;

import org.jspecify.annotations.NullMarked;
