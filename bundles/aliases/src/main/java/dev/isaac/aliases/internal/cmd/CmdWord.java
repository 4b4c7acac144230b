package dev.isaac.aliases.internal.cmd;

import java.util.List;

/** A word of a CMD line. */
sealed interface CmdWord {

    /** Text of our own sources or data, written as it stands. */
    record Fixed(String text) implements CmdWord {}

    /** A value of the user, written in double quotes unless it needs none. */
    record Quoted(List<Part> parts, boolean always) implements CmdWord {
        public Quoted {
            parts = List.copyOf(parts);
        }
    }

    /** An argument of a program, in which double quotes are written as programs read them. */
    record Argument(List<Part> parts) implements CmdWord {
        public Argument {
            parts = List.copyOf(parts);
        }
    }

    /** A value between quotes that stand there already, or that needs none. */
    record Inner(List<Part> parts) implements CmdWord {
        public Inner {
            parts = List.copyOf(parts);
        }
    }

    /** A value that is printed: CMD prints quotes, so that each special character is escaped instead. */
    record Printed(List<Part> parts) implements CmdWord {
        public Printed {
            parts = List.copyOf(parts);
        }
    }

    /** The variable of a loop, with its modifiers. */
    record Loop(String name) implements CmdWord {}

    /** A piece of a value. */
    sealed interface Part {}

    /** Known text. */
    record Text(String text) implements Part {}

    /** The value of a variable. */
    record Variable(String name) implements Part {}

    /** The variable of a loop, with its modifiers. */
    record Item(String name) implements Part {}
}
