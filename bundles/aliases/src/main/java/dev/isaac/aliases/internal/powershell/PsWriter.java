package dev.isaac.aliases.internal.powershell;

import java.util.List;

/** Writes a tree as text of PowerShell, in a spelling that 5.1 and 7 read alike. The only place that quotes. */
final class PsWriter {

    /** Characters that PowerShell takes for a single quote. */
    private static final String SINGLE = "'\u2018\u2019\u201A\u201B";
    /** Characters that PowerShell takes for a double quote. */
    private static final String DOUBLE = "\"\u201C\u201D\u201E";

    private final StringBuilder out = new StringBuilder();

    private PsWriter() {}

    static String write(Ps.Script script) {
        PsWriter writer = new PsWriter();
        writer.script(script);
        return writer.out.toString();
    }

    /** The text as a string of PowerShell, for an expression. */
    static String quote(String value) {
        boolean control = value.chars()
                .anyMatch(c -> c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029);
        StringBuilder text = new StringBuilder(value.length() + 2);
        if (control) {
            text.append('"');
            expandable(value, text);
            return text.append('"').toString();
        }
        text.append('\'');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            text.append(c);
            if (SINGLE.indexOf(c) >= 0) {
                text.append(c);
            }
        }
        return text.append('\'').toString();
    }

    private static void expandable(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '`' || c == '$' || DOUBLE.indexOf(c) >= 0) {
                text.append('`').append(c);
            } else if (c == '\n') {
                text.append("`n");
            } else if (c == '\t') {
                text.append("`t");
            } else if (c == '\r') {
                text.append("`r");
            } else if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xA0) || c == 0x2028 || c == 0x2029) {
                text.append("$([char]").append((int) c).append(')');
            } else {
                text.append(c);
            }
        }
    }

    /** Whether a text needs no quotes as an argument. */
    static boolean isBare(String value) {
        if (value.isEmpty()) {
            return false;
        }
        if (value.length() < 10 && value.matches("0|[1-9][0-9]*")) {
            return true;
        }
        char first = value.charAt(0);
        boolean start = isLetter(first) || first == '/' || first == '\\' || first == '.';
        if (!start || (first == '.' && value.length() > 1 && Character.isDigit(value.charAt(1)))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && "-_./\\:+=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private void script(Ps.Script script) {
        String between = "";
        for (Ps.Statement statement : script.statements()) {
            out.append(between);
            statement(statement);
            between = "; ";
        }
    }

    private void statement(Ps.Statement statement) {
        if (statement instanceof Ps.Pipeline pipeline) {
            pipeline(pipeline);
        } else if (statement instanceof Ps.Chain chain) {
            pipeline(chain.first());
            for (Ps.Link link : chain.links()) {
                out.append(link.and() ? " && " : " || ");
                pipeline(link.pipeline());
            }
        } else if (statement instanceof Ps.If choice) {
            out.append("if (");
            expression(choice.condition());
            out.append(") { ");
            script(choice.then());
            out.append(" }");
            choice.otherwise().ifPresent(script -> {
                out.append(" else { ");
                script(script);
                out.append(" }");
            });
        }
    }

    private void pipeline(Ps.Pipeline pipeline) {
        String between = "";
        for (Ps.Element element : pipeline.elements()) {
            out.append(between);
            element(element);
            between = " | ";
        }
    }

    private void element(Ps.Element element) {
        if (element instanceof Ps.Command command) {
            if (isCommandName(command.name())) {
                out.append(command.name());
            } else {
                out.append("& ").append(quote(command.name()));
            }
            for (Ps.Argument argument : command.arguments()) {
                out.append(' ');
                if (argument instanceof Ps.Parameter parameter) {
                    out.append(parameter.name());
                } else if (argument instanceof Ps.Operand operand) {
                    argument(operand.value());
                }
            }
            redirects(command.redirects());
        } else if (element instanceof Ps.Evaluation evaluation) {
            expression(evaluation.expression());
            redirects(evaluation.redirects());
        } else if (element instanceof Ps.Invoke invoke) {
            out.append("& { ");
            script(invoke.body());
            out.append(" }");
            redirects(invoke.redirects());
        }
    }

    private static boolean isCommandName(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_.-]*");
    }

    private void redirects(List<Ps.Redirect> redirects) {
        for (Ps.Redirect redirect : redirects) {
            out.append(' ').append(redirect.text());
            redirect.file().ifPresent(file -> {
                out.append(' ');
                argument(file);
            });
        }
    }

    private void argument(Ps.Expr value) {
        if (value instanceof Ps.Str text && isBare(text.value())) {
            out.append(text.value());
        } else if (value instanceof Ps.Many many) {
            String between = "";
            for (Ps.Expr one : many.values()) {
                out.append(between);
                expression(one);
                between = ",";
            }
        } else {
            expression(value);
        }
    }

    private void expression(Ps.Expr value) {
        if (value instanceof Ps.Str text) {
            out.append(quote(text.value()));
        } else if (value instanceof Ps.Joined joined) {
            joined(joined);
        } else if (value instanceof Ps.Many many) {
            out.append("@(");
            String between = "";
            for (Ps.Expr one : many.values()) {
                out.append(between);
                expression(one);
                between = ", ";
            }
            out.append(')');
        } else if (value instanceof Ps.Code code) {
            for (Ps.Fragment fragment : code.fragments()) {
                if (fragment instanceof Ps.Fixed fixed) {
                    out.append(fixed.text());
                } else if (fragment instanceof Ps.Hole hole) {
                    expression(hole.value());
                } else if (fragment instanceof Ps.Inner inner) {
                    script(inner.script());
                }
            }
        }
    }

    private void joined(Ps.Joined joined) {
        out.append('"');
        for (Ps.Expr part : joined.parts()) {
            if (part instanceof Ps.Str text) {
                expandable(text.value(), out);
            } else {
                int before = out.length();
                expression(part);
                String code = out.substring(before);
                out.setLength(before);
                if (code.matches("\\$env:[A-Za-z_][A-Za-z0-9_]*")) {
                    out.append("${").append(code, 1, code.length()).append('}');
                } else if (code.equals("$HOME") || code.equals("$PWD") || code.equals("$PID")) {
                    out.append("${").append(code, 1, code.length()).append('}');
                } else {
                    out.append("$(").append(code).append(')');
                }
            }
        }
        out.append('"');
    }
}
