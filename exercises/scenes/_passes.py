# Shared by the scene scripts: render to a developed picture, or to scene-linear passes that _finish.py takes up.
import bpy, os

def render_to(sc, out):
    """name.png: developed by Blender. name.exr: name_rgb.exr, name_albedo.exr, name_normal.exr (32 bit, scene-linear)."""
    if not out.endswith('.exr'): bpy.ops.render.render(write_still=True); return
    vl = sc.view_layers[0]; vl.use_pass_diffuse_color = vl.use_pass_glossy_color = vl.use_pass_normal = True
    sc.use_nodes = True; t = sc.node_tree; t.nodes.clear(); rl = t.nodes.new('CompositorNodeRLayers'); fo = t.nodes.new('CompositorNodeOutputFile')
    fo.base_path = os.path.dirname(os.path.abspath(out)); fo.format.file_format = 'OPEN_EXR'; fo.format.color_depth = '32'; fo.format.color_mode = 'RGB'; fo.format.exr_codec = 'ZIP'
    stem = os.path.basename(out)[:-4]; both = t.nodes.new('CompositorNodeMixRGB'); both.blend_type = 'ADD'; t.links.new(rl.outputs['DiffCol'], both.inputs[1]); t.links.new(rl.outputs['GlossCol'], both.inputs[2])
    fo.file_slots.clear()
    for name, sock in (('rgb', rl.outputs['Image']), ('albedo', both.outputs[0]), ('normal', rl.outputs['Normal'])):
        fo.file_slots.new('%s_%s_' % (stem, name)); t.links.new(sock, fo.inputs[-1])
    bpy.ops.render.render()
    for name in ('rgb', 'albedo', 'normal'):
        os.replace(os.path.join(fo.base_path, '%s_%s_%04d.exr' % (stem, name, sc.frame_current)), '%s_%s.exr' % (out[:-4], name))
