package dev.isaac.example.http.api;

import dev.isaac.command.Cancellation;
import org.osgi.annotation.versioning.ProviderType;

/** Sends HTTP requests. Thread-safe. */
@ProviderType
public interface HttpCaller {

    /**
     * Sends a request and waits for the headers of the answer. A redirect to another host loses {@code Authorization}
     * and {@code Cookie}; one from https to http is refused.
     *
     * @param cancellation ends the waiting, and the body's stream
     * @throws HttpCallException when there is no answer
     */
    HttpReply call(HttpCall call, Cancellation cancellation) throws HttpCallException;
}
