package dev.isaac.launcher.internal.process;

import dev.isaac.command.Fault;
import java.util.Map;

/** How a fault of the launcher looks, where no surface runs that could show it. */
public final class FaultText {

    private FaultText() {}

    /** For people: the sentence with its code, and the hint on a line of its own. */
    public static String plain(Fault fault) {
        String text = "isaac: " + fault.message() + " [" + fault.code() + "]\n";
        return fault.hint().isEmpty() ? text : text + "  hint: " + fault.hint() + "\n";
    }

    /** For scripts: the document that {@code --json} promises. */
    public static String json(Fault fault) {
        StringBuilder details = new StringBuilder();
        for (Map.Entry<String, Object> detail : fault.details().entrySet()) {
            details.append(details.isEmpty() ? "" : ",")
                    .append(quote(detail.getKey()))
                    .append(':')
                    .append(value(detail.getValue()));
        }
        return "{\"ok\":false,\"error\":{\"code\":" + quote(fault.code()) + ",\"message\":" + quote(fault.message())
                + ",\"hint\":" + quote(fault.hint()) + ",\"details\":{" + details + "}}}\n";
    }

    private static String value(Object value) {
        return value instanceof Number || value instanceof Boolean ? value.toString() : quote(value.toString());
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
