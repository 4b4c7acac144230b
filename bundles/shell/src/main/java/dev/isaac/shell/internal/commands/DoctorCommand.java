package dev.isaac.shell.internal.commands;

import dev.isaac.command.Column;
import dev.isaac.command.Command;
import dev.isaac.command.CommandException;
import dev.isaac.command.CommandManifest;
import dev.isaac.command.CommandName;
import dev.isaac.command.CommandResult;
import dev.isaac.command.CommandSummary;
import dev.isaac.command.Fault;
import dev.isaac.command.FaultKind;
import dev.isaac.command.Invocation;
import dev.isaac.command.spi.HealthCheck;
import dev.isaac.command.spi.HealthCheck.Finding;
import dev.isaac.command.spi.HealthCheck.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Asks every health check how things are. */
@Component(service = Command.class, configurationPolicy = ConfigurationPolicy.IGNORE)
@CommandName("doctor")
@CommandSummary(DoctorCommand.SUMMARY)
public final class DoctorCommand implements Command {

    static final String SUMMARY = "Check that everything is in order";

    private static final List<Column> COLUMNS = List.of(
            Column.text("status", "Status"),
            Column.text("topic", "Topic"),
            Column.text("message", "Finding"),
            Column.text("hint", "What to do"));

    private final BundleContext context;

    /** Finds the checks when it runs, so that none is created before. */
    @Activate
    public DoctorCommand(BundleContext context) {
        this.context = context;
    }

    @Override
    public CommandManifest manifest() {
        return CommandManifest.command("doctor", SUMMARY)
                .description("Asks every part of ISAAC how it is and changes nothing. Ends with exit code 1 when"
                        + " something does not work.")
                .category("Shell")
                .example("doctor", "Check everything")
                .example("doctor --json", "The same for a script")
                .build();
    }

    @Override
    public CommandResult execute(Invocation invocation) throws CommandException {
        List<Finding> findings = findings();
        findings.sort(Comparator.comparing(Finding::status).reversed().thenComparing(Finding::topic));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("status", finding.status().name().toLowerCase(Locale.ROOT));
            row.put("topic", finding.topic());
            row.put("message", finding.message());
            row.put("hint", finding.hint());
            rows.add(row);
        }
        List<String> problems = sentences(findings, Status.PROBLEM);
        if (problems.isEmpty()) {
            return CommandResult.table(COLUMNS, rows);
        }
        String count = problems.size() == 1 ? "1 problem was" : problems.size() + " problems were";
        throw Fault.of(FaultKind.FAILED, "doctor.problems", count + " found.")
                .detail("problems", problems)
                .detail("warnings", sentences(findings, Status.WARNING))
                .detail("fine", sentences(findings, Status.OK))
                .exception();
    }

    private static List<String> sentences(List<Finding> findings, Status status) {
        return findings.stream()
                .filter(finding -> finding.status() == status)
                .map(finding -> finding.topic() + ": " + finding.message()
                        + (finding.hint().isEmpty() ? "" : " " + finding.hint()))
                .toList();
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("java", Status.OK, "Java " + System.getProperty("java.version") + " runs.", ""));
        for (ServiceReference<HealthCheck> reference : references()) {
            HealthCheck check = context.getService(reference);
            if (check == null) {
                findings.add(new Finding(
                        String.valueOf(reference.getBundle().getSymbolicName()),
                        Status.PROBLEM,
                        "A health check of this bundle could not be started.",
                        "See: isaac log"));
                continue;
            }
            try {
                findings.addAll(check.check());
            } catch (RuntimeException e) {
                findings.add(new Finding(
                        String.valueOf(reference.getBundle().getSymbolicName()),
                        Status.PROBLEM,
                        "A health check failed: " + e,
                        "See: isaac log"));
            } finally {
                context.ungetService(reference);
            }
        }
        return findings;
    }

    private List<ServiceReference<HealthCheck>> references() {
        try {
            return List.copyOf(context.getServiceReferences(HealthCheck.class, null));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
