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

/** {@code http patch}. */
@Component(service = Command.class)
@CommandName(PatchCommand.NAME)
@CommandSummary(PatchCommand.SUMMARY)
public final class PatchCommand extends RequestCommand {

    static final String NAME = "http patch";
    static final String SUMMARY = "Change a part of what is at an address";

    @Activate
    public PatchCommand(@Reference HttpCaller caller) {
        super("PATCH", caller);
    }

    @Override
    public CommandManifest manifest() {
        return manifest(NAME, SUMMARY, Tier.RUN)
                .example(
                        "http patch https://example.org/notes/1 --json-body '{\"done\":true}'",
                        "One member of a JSON document")
                .build();
    }
}
