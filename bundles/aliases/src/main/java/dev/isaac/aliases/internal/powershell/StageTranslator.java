package dev.isaac.aliases.internal.powershell;

import dev.isaac.aliases.internal.model.Refused;
import dev.isaac.aliases.internal.shell.Call;

/** Translates one command. */
interface StageTranslator {

    /** Translates, or refuses. */
    Stage translate(Call call, Context context) throws Refused;

    /** Whether it reads what another gives as it is; text it reads always. */
    default boolean reads(Flow flow, Call call) {
        return false;
    }
}
