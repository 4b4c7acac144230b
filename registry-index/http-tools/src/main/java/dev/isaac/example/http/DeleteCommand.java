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

/** {@code http delete}. */
@Component(service = Command.class)
@CommandName(DeleteCommand.NAME)
@CommandSummary(DeleteCommand.SUMMARY)
public final class DeleteCommand extends RequestCommand {

    static final String NAME = "http delete";
    static final String SUMMARY = "Delete what is at an address";

    @Activate
    public DeleteCommand(@Reference HttpCaller caller) {
        super("DELETE", caller);
    }

    @Override
    public CommandManifest manifest() {
        return manifest(NAME, SUMMARY, Tier.CONFIRM)
                .example(
                        "http delete https://example.org/notes/1 --token-env API_TOKEN",
                        "One thing, after a confirmation")
                .build();
    }
}
