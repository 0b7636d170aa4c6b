import java.io.File;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Opens a GEXF file as Gephi does with its default settings and says what Gephi then holds. */
public class ReadGexf {
  public static void main(String[] args) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    ImportController imports = Lookup.getDefault().lookup(ImportController.class);
    Container container = imports.importFile(new File(args[0]));
    imports.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
    Graph graph = model.getGraph();
    System.out.println("nodes " + graph.getNodeCount());
    System.out.println("edges " + graph.getEdgeCount());
    System.out.println("directed " + model.isDirected());
    TreeMap<String, Integer> kinds = new TreeMap<>();
    int without = 0;
    Column third = null;
    for (Column column : model.getEdgeTable()) if (column.getTitle().equals("third")) third = column;
    for (Edge edge : graph.getEdges()) {
      kinds.merge(String.valueOf(edge.getTypeLabel()), 1, Integer::sum);
      if (third != null && edge.getAttribute(third) == null) without++;
    }
    kinds.forEach((kind, count) -> System.out.println("kind " + kind + " " + count));
    System.out.println("third_unknown " + without);
    Interval time = model.getTimeBounds();
    System.out.println("time_from " + time.getLow());
    System.out.println("time_to " + time.getHigh());
    System.out.println("issues " + container.getReport().getText().strip().replaceAll("\\s+", "_"));
    System.exit(0);
  }
}
