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

/** {@code http put}. */
@Component(service = Command.class)
@CommandName(PutCommand.NAME)
@CommandSummary(PutCommand.SUMMARY)
public final class PutCommand extends RequestCommand {

    static final String NAME = "http put";
    static final String SUMMARY = "Put data at an address";

    @Activate
    public PutCommand(@Reference HttpCaller caller) {
        super("PUT", caller);
    }

    @Override
    public CommandManifest manifest() {
        return manifest(NAME, SUMMARY, Tier.RUN)
                .example("http put https://example.org/notes/1 --json-body '{\"text\":\"hello\"}'", "A JSON document")
                .example(
                        "http put https://example.org/files/a.txt --data @a.txt --token-env API_TOKEN",
                        "A file, with a token from the environment")
                .build();
    }
}
