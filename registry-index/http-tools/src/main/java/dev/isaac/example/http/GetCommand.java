package dev.isaac.example.http;

import dev.isaac.command.Command;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Tier;
import dev.isaac.example.http.api.HttpCaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code http get}. */
@Component(service = Command.class)
@CommandName(GetCommand.NAME)
@CommandSummary(GetCommand.SUMMARY)
public final class GetCommand extends RequestCommand {

    static final String NAME = "http get";
    static final String SUMMARY = "Fetch an address";

    @Activate
    public GetCommand(@Reference HttpCaller caller) {
        super("GET", caller);
    }

    @Override
    public CommandManifest manifest() {
        return manifest(NAME, SUMMARY, Tier.RUN)
                .example("http get https://example.org/", "Status, headers and body")
                .example(
                        "http get https://example.org/users.json --body | json query '$[*].email' --raw",
                        "The body in a pipe")
                .example("http get https://example.org/isaac.zip --output isaac.zip --follow", "A download")
                .build();
    }
}
