package dev.isaac.example.http;

import dev.isaac.command.CommandException;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.example.http.api.HttpCallException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;

/** What users are told when there is no answer. */
final class Faults {

    private Faults() {}

    static Fault usage(String code, String sentence, String hint) {
        return Fault.of(FaultKind.USAGE, code, sentence + ".").hint(hint);
    }

    static CommandException of(HttpCallException e) {
        String said = String.valueOf(e.getMessage());
        String sentence = said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1);
        return switch (e.kind()) {
            case BAD_REQUEST -> usage("http.bad-request", sentence, "").exception(e);
            case UNREACHABLE ->
                unavailable("http.unreachable", sentence)
                        .hint("Check the address and the connection.")
                        .exception(e);
            case TIMEOUT ->
                unavailable("http.timeout", sentence)
                        .hint("--timeout 2m waits longer.")
                        .exception(e);
            case TLS ->
                unavailable("http.tls", sentence)
                        .hint("The certificate may be wrong or expired, or the port may not speak TLS.")
                        .exception(e);
            case REDIRECT ->
                Fault.of(FaultKind.REFUSED, "http.redirect", sentence + ".")
                        .hint("Without --follow the answer with the redirect is shown.")
                        .exception(e);
            case BROKEN -> unavailable("http.broken", sentence).exception(e);
            case INTERRUPTED ->
                Fault.of(FaultKind.INTERRUPTED, "http.interrupted", sentence + ".")
                        .exception(e);
        };
    }

    /** The body stopped coming. */
    static CommandException of(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return unavailable("http.timeout", "The server fell silent in the middle of the answer")
                    .hint("--timeout 2m waits longer.")
                    .exception(e);
        }
        return unavailable("http.broken", "The answer broke off: " + e.getMessage())
                .exception(e);
    }

    private static Fault unavailable(String code, String sentence) {
        return Fault.of(FaultKind.UNAVAILABLE, code, sentence + ".");
    }
}
