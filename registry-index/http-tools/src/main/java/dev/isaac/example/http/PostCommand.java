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

/** {@code http post}. */
@Component(service = Command.class)
@CommandName(PostCommand.NAME)
@CommandSummary(PostCommand.SUMMARY)
public final class PostCommand extends RequestCommand {

    static final String NAME = "http post";
    static final String SUMMARY = "Send data to an address";

    @Activate
    public PostCommand(@Reference HttpCaller caller) {
        super("POST", caller);
    }

    @Override
    public CommandManifest manifest() {
        return manifest(NAME, SUMMARY, Tier.RUN)
                .example("http post https://example.org/notes --json-body '{\"text\":\"hello\"}'", "A JSON document")
                .example("http post https://example.org/form --data 'name=isaac&kind=shell'", "A form")
                .example(
                        "http post https://example.org/upload --data @photo.jpg --header 'Content-Type: image/jpeg'",
                        "A file")
                .build();
    }
}
